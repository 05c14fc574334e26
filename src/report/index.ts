/** Reports: a document model, and its forms. Whoever writes a report gives sections; a form knows nothing of what they say. */
export * from './document.ts';
export { markdownOf } from './markdown.ts';
export { htmlOf } from './html.ts';
export { sarifLog, type SarifFinding, type SarifRule } from './sarif.ts';
