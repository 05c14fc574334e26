/** Findings: what the rules find in the open case, what the case remembers of it, and what people accepted. */
export { assess } from './assess.ts';
export { findingOf, type Finding } from './finding.ts';
export { findingByKey, findingEvidence, knownFindings, recordFindings, type KnownFinding } from './known.ts';
export { acceptFindings, reopenFindings } from './decide.ts';
export { FINDING_COLUMNS, findingRow } from './table.ts';
