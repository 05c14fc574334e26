/** The back end's public face. */
export { createBackend, type Backend } from './backend.ts';
export type { BackendDependencies, Neo4jAddress, FileReader, ReadFile, FileReadOptions } from './dependencies.ts';
export { readFileHere, readerHere } from './import/read-here.ts';
export type { ImportRequest } from './import/job.ts';
export type { OpenCase } from './open-case.ts';
export { csvLines, graphLines } from './exports.ts';
export { parseParameters, textOf } from './results.ts';
export { summarise } from './summary.ts';
