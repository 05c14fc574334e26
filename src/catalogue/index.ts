/** What there is to import and to ask. Menus, the command line's lists, documentation and test runners derive from this. */
export { importer, importers, recognise, type Recognition } from './importers.ts';
export { areaOf, queries, query, rules } from './queries.ts';
