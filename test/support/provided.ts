/** What the global set-ups hand to a project's tests. */

/** Something that was started, or why it could not be. */
export type Provided<T> = { readonly ready: T; readonly missing?: undefined } | { readonly ready?: undefined; readonly missing: string };

/** A server with a database that tests may empty. */
export interface Neo4jConnection {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/** Where the window is shown: the display of an X server, or none where the system has its own. */
export interface DesktopPlace {
  readonly display: string | undefined;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** In the projects `store` and `conformance`. */
    neo4j?: Provided<Neo4jConnection>;
    /** In the project `desktop`. */
    desktop?: Provided<DesktopPlace>;
  }
}
