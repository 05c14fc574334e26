/**
 * Who may import whom. LAYERS is the architecture; a folder that it doesn't name can't be imported from any layer.
 * Type-only imports count too: a layer that names another's types knows about it.
 */
import swc from '@swc/core';

// TypeScript 7 has no programming interface to parse with, and dependency-cruiser does not ask swc for JSX.
const { parseFileSync } = swc;
swc.parseFileSync = /** @type {any} */ (
  (/** @type {string} */ file, /** @type {any} */ options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') })
);

const PACKAGES = '(^|/)node_modules/';

/**
 * Each layer, what of ours it may import besides itself, and what to do instead of anything else.
 * @type {readonly { from: string, may: readonly string[], instead: string }[]}
 */
const LAYERS = [
  { from: 'src/base', may: [], instead: 'Code here is a leaf. Move what needs more to the layer that it is about.' },
  { from: 'src/preload', may: [], instead: 'The preload only hands a port to the page. What it needs is two lines: write them here.' },
  { from: 'src/model', may: ['src/base'], instead: 'The vocabulary knows no code that uses it. Put the code where it is used.' },
  { from: 'src/graph', may: ['src/base', 'src/model'], instead: 'The graph answers from memory. Whoever builds it passes in what it needs.' },
  { from: 'src/protocol', may: ['src/base', 'src/model'], instead: 'The protocol is what crosses a wire. Describe its data with zod here; the back end fills it.' },
  { from: 'src/store', may: ['src/base', 'src/model'], instead: 'A store holds and never judges. Work it out in the back end and hand over a commit.' },
  { from: 'src/iam', may: ['src/base', 'src/model'], instead: 'Policy evaluation is a function of policies. Let the caller pass in what it found in the graph.' },
  { from: 'src/sdk', may: ['src/base', 'src/model', 'src/graph', 'src/iam'], instead: 'The sdk is what importers and queries may see: it must not see a store, the protocol or a process.' },
  {
    from: 'src/derive',
    may: ['src/base', 'src/model', 'src/graph', 'src/iam', 'src/sdk'],
    instead: 'What follows from several exports is a function of the graph. It must not see a store, a file or a process.',
  },
  { from: 'src/report', may: [], instead: 'A report is made of plain text and knows nothing of the graph. Work out what it says in src/backend/reports.' },
  {
    from: 'src/catalogue',
    may: ['src/base', 'src/model', 'src/sdk', 'importers', 'queries'],
    instead: 'The catalogue finds and checks. Running what it found is for the back end.',
  },
  {
    from: 'src/backend',
    may: ['src/base', 'src/model', 'src/graph', 'src/sdk', 'src/protocol', 'src/catalogue', 'src/derive', 'src/report', 'src/store/store.ts'],
    instead: 'The back end knows stores by their port and processes not at all. Let the entry (host, serve, cli) pass it in as a dependency.',
  },
  { from: 'src/page', may: ['src/base'], instead: 'The built page as files and headers, for main and serve alike. What only one of them needs belongs there.' },
  { from: 'src/renderer', may: ['src/base', 'src/model', 'src/protocol'], instead: 'The page asks through the protocol client. Add a procedure for what is missing.' },
];

/** Entries: they may import anything, and nothing imports them. */
const ENTRIES = ['main', 'host', 'serve', 'cli'];
/** The command line runs in its own process what these run in theirs: the composed back end, and the server. */
const SHARED_WITH_CLI = new Set(['host', 'serve']);

/** Where a package may be imported from, besides tests. */
const HOMES = [
  { package: 'electron', home: '^src/(main|preload)/', instead: 'Ask the main process through the preload, or take a port from the protocol.' },
  { package: 'neo4j-driver', home: '^src/store/neo4j/', instead: 'Go through the store port; Cypher runs through the Neo4j store.' },
  { package: '@duckdb', home: '^src/store/case-file/', instead: 'Go through the store port.' },
  { package: '(react|react-dom|cytoscape)', home: '^src/renderer/', instead: 'Only the page draws. Compute the data here and let the renderer show it.' },
];

const pattern = (/** @type {string} */ place) => (place.endsWith('.ts') ? `^${place}$` : `^${place}/`);

const layers = LAYERS.map(({ from, may, instead }) => ({
  name: `layer: ${from} imports only ${may.join(', ') || 'packages'}`,
  comment: instead,
  severity: 'error',
  from: { path: pattern(from) },
  to: { path: ['^src/', '^importers/', '^queries/', '^test/', '^scripts/'], pathNot: [from, ...may].map(pattern) },
}));

const homes = HOMES.map(({ package: name, home, instead }) => ({
  name: `package: ${name} only in ${home}`,
  comment: instead,
  severity: 'error',
  from: { path: ['^src/', '^importers/', '^queries/'], pathNot: home },
  to: { path: `${PACKAGES}(@types/)?${name}(/|$)` },
}));

const entries = ENTRIES.map((entry) => ({
  name: `entry: nothing imports ${entry}`,
  comment: 'An entry starts a process. Move what others need to the back end or the protocol.',
  severity: 'error',
  from: { path: ['^src/', '^importers/', '^queries/'], pathNot: SHARED_WITH_CLI.has(entry) ? `^src/(${entry}|cli)/` : `^src/${entry}/` },
  to: { path: `^src/${entry}/` },
}));

export default {
  forbidden: [
    ...layers,
    ...homes,
    ...entries,
    {
      name: 'importers and queries see only the sdk',
      comment: 'A new importer or query is one file. If src/sdk lacks something that it needs, add it there for all of them.',
      severity: 'error',
      from: { path: ['^importers/', '^queries/'] },
      to: { pathNot: '^src/sdk/' },
    },
    {
      name: 'the stores know nothing of each other',
      comment: 'What both need belongs to src/store/store.ts or to src/base.',
      severity: 'error',
      from: { path: '^src/store/(case-file|neo4j)/' },
      to: { path: '^src/store/(case-file|neo4j)/', pathNot: '^src/store/$1/' },
    },
    {
      name: 'the store port knows no store',
      comment: 'The entry chooses a store and opens it.',
      severity: 'error',
      from: { path: '^src/store/[^/]+$' },
      to: { path: '^src/store/(case-file|neo4j)/' },
    },
    {
      name: 'shipped code imports no tests and no scripts',
      comment: 'Move the shared part into src.',
      severity: 'error',
      from: { path: ['^src/', '^importers/', '^queries/'] },
      to: { path: ['^test/', '^scripts/'] },
    },
    {
      name: 'no cycles',
      comment: 'Move what both need to a third file, or pass one in as an argument.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no development packages in what ships',
      comment: 'Add it to "dependencies" in package.json, or do without.',
      severity: 'error',
      from: { path: ['^src/', '^importers/', '^queries/'] },
      // Types are gone once compiled.
      to: { dependencyTypes: ['npm-dev'], pathNot: `${PACKAGES}(electron|@types)(/|$)` },
    },
    {
      name: 'every import is found',
      comment: 'Correct the path (with its .ts ending), or add the package to package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '^\\.tsbuild/'] },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
