/** The back end's public face. */
export { createBackend, type Backend } from './backend.ts';
export type { BackendDependencies, Neo4jAddress, FileReader, ReadFile, FileReadOptions } from './dependencies.ts';
export { readFileHere, readerHere } from './import/read-here.ts';
export type { ImportRequest } from './import/job.ts';
export type { OpenCase } from './open-case.ts';
export {
  FINDING_COLUMNS,
  acceptFindings,
  findingByKey,
  findingEvidence,
  findingRow,
  knownFindings,
  reopenFindings,
  type Finding,
  type KnownFinding,
} from './findings/index.ts';
export { pseudonymisedCase, sarifOf, writeReport } from './reports/index.ts';
export { removeSavedQuery, runStatement, saveQuery, savedQueries, savedStatement } from './saved-queries.ts';
export { readJsonFile } from './json-file.ts';
export { readSettings, thresholdsInForce } from './settings.ts';
export { compareWhatIf, type WhatIfOutcome, type WhatIfRequest } from './what-if.ts';
export { userName } from './user.ts';
export { cypherText } from './cypher-text.ts';
export { csvLines, graphLines } from './exports.ts';
export { parseParameters, queryRows } from './query-rows.ts';
export { textOf } from './results.ts';
export { summarise } from './summary.ts';
