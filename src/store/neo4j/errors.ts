/** What the driver and the server report, as errors that say what was found, where, and what to do. */
import neo4j, { Neo4jError } from 'neo4j-driver';
import { AppError, toAppError, type ErrorCode } from '../../base/errors.ts';
import { BOLT_PORT, type Address } from './address.ts';
import type { Finding } from './probe.ts';

export interface Place {
  readonly address: Address;
  /** Absent: the server's home database. */
  readonly database: string | undefined;
}

/** What was being done when the server refused; `run` is somebody's own Cypher. */
export type Doing = 'read' | 'write' | 'run';

interface Rule {
  readonly codes: RegExp;
  readonly code: ErrorCode;
  readonly retryable?: boolean;
  readonly says: (where: string, database: string) => string;
}

/** The first rule that matches decides. */
const RULES: readonly Rule[] = [
  {
    codes: /^Neo\.ClientError\.Security\.CredentialsExpired$/,
    code: 'store-credentials',
    says: (where) =>
      `${where} wants the first password changed: run ALTER CURRENT USER SET PASSWORD there once, ` +
      `then connect with the new one.`,
  },
  {
    codes: /^Neo\.ClientError\.Security\.AuthenticationRateLimit$/,
    code: 'store-credentials',
    says: (where) =>
      `${where} refuses to check more passwords for now, after several wrong ones. Wait some seconds, then try again.`,
  },
  {
    codes: /^Neo\.ClientError\.Security\.(Unauthorized|TokenExpired|AuthorizationExpired|AuthProvider\w*)$/,
    code: 'store-credentials',
    says: (where) => `${where} refused the user name or the password. Check both (NEO4J_USERNAME, NEO4J_PASSWORD).`,
  },
  {
    codes: /^Neo\.ClientError\.Database\.(DatabaseNotFound|HomeDatabaseNotFound)$/,
    code: 'store-database-unknown',
    says: (where, database) =>
      `${where} has no ${database}. SHOW DATABASES lists those there are; the Community edition has one, "neo4j".`,
  },
  {
    codes: /^Neo\.ClientError\.(General\.ForbiddenOnReadOnlyDatabase|General\.WriteOnReadOnlyAccessDatabase)$/,
    code: 'store-read-only',
    says: (where, database) =>
      `The ${database} of ${where} is read-only. Make it writable (ALTER DATABASE … SET ACCESS READ WRITE), ` +
      `or open it read-only.`,
  },
  {
    codes: /^Neo\.ClientError\.Cluster\.(NotALeader|WriteOnReadOnly\w*)$/,
    code: 'store-read-only',
    says: (where) =>
      `${where} is a cluster member that takes no writes. Use the neo4j:// scheme, which finds the one that does.`,
  },
  {
    codes: /^Neo\.ClientError\.Statement\.AccessMode$/,
    code: 'bad-request',
    says: () => 'Only statements that read are run here, and this one writes.',
  },
  {
    codes: /^Neo\.ClientError\.Transaction\.TransactionTimedOut(ClientConfiguration)?$/,
    code: 'aborted',
    says: (where) => `${where} ended the statement: it took longer than is allowed there. Narrow it down.`,
  },
  {
    codes:
      /^Neo\.TransientError\.Transaction\.(DeadlockDetected|Lock\w+|Outdated|Interrupted)$/,
    code: 'store-conflict',
    retryable: true,
    says: (where) => `Another client of ${where} held what this one needed. Try again.`,
  },
  {
    codes: /^Neo\.TransientError\.General\.(MemoryPoolOutOfMemoryError|OutOfMemoryError|TransactionMemoryLimit)$/,
    code: 'internal',
    retryable: true,
    says: (where) =>
      `${where} ran out of transaction memory. Give it more (server.memory.heap.max_size, ` +
      `dbms.memory.transaction.total.max).`,
  },
  {
    codes: /^Neo\.(Transient|Database|Client)Error\.(Database|General)\.DatabaseUnavailable$/,
    code: 'store-unreachable',
    retryable: true,
    says: (where, database) =>
      `The ${database} of ${where} is not available. SHOW DATABASES says whether it is stopped or still starting.`,
  },
  {
    codes: /^Neo\.TransientError\./,
    code: 'store-unreachable',
    retryable: true,
    says: (where) => `${where} could not do this now. Try again.`,
  },
];

/** The error for what a call threw; AppErrors pass. The server's code alone decides, never its wording. */
export function storeError(thrown: unknown, place: Place, doing: Doing): AppError {
  if (!(thrown instanceof Neo4jError)) return toAppError(thrown);
  const where = `Neo4j at ${place.address.display}`;
  const database = place.database === undefined ? 'home database of this user' : `database "${place.database}"`;
  const detail = { ...placeDetail(place), neo4jCode: thrown.code };
  if (thrown.code === 'Neo.ClientError.Security.Forbidden') return forbidden(thrown, where, database, detail, doing);
  const rule = RULES.find(({ codes }) => codes.test(thrown.code));
  if (rule) {
    return new AppError(rule.code, rule.says(where, database), {
      detail,
      retryable: rule.retryable ?? false,
      cause: thrown,
    });
  }
  if (isConnectionError(thrown)) {
    return new AppError(
      'store-unreachable',
      `The connection to ${where} was lost. Check that it runs, then try again.`,
      {
        detail,
        retryable: true,
        cause: thrown,
      },
    );
  }
  const own = doing === 'run' && /^Neo\.ClientError\.(Statement|Procedure|Schema|Transaction)\./.test(thrown.code);
  return new AppError(own ? 'bad-request' : 'internal', `${where} answered: ${thrown.message}`, {
    detail,
    cause: thrown,
  });
}

function forbidden(thrown: Neo4jError, where: string, database: string, detail: object, doing: Doing): AppError {
  if (doing === 'write') {
    const message =
      `This user may read the ${database} of ${where} and not write. ` +
      `Connect as a user with a writing role (editor or above).`;
    return new AppError('store-read-only', message, { detail: { ...detail }, cause: thrown });
  }
  const message =
    `This user has no right to the ${database} of ${where}, or not to all that was asked for: ` + `${thrown.message}`;
  return new AppError('store-credentials', message, { detail: { ...detail }, cause: thrown });
}

/** True where looking at what listens there may tell more than the driver does. */
export function isConnectionError(thrown: unknown): boolean {
  if (!(thrown instanceof Neo4jError)) return false;
  // The driver has no code of its own for a handshake that failed, nor for an address that doesn't resolve.
  return [neo4j.error.SERVICE_UNAVAILABLE, neo4j.error.SESSION_EXPIRED, neo4j.error.PROTOCOL_ERROR, 'N/A', ''].includes(
    thrown.code ?? '',
  );
}

/** The error for what a probe found; undefined when a Bolt server answers there, and the driver's own error stands. */
export function foundError(finding: Finding, place: Place, cause: unknown): AppError | undefined {
  const { display, host, port, tls } = place.address;
  const detail = { ...placeDetail(place), host, port, ...finding };
  const error = (code: ErrorCode, message: string, retryable = false) =>
    new AppError(code, message, { detail, retryable, cause });
  switch (finding.found) {
    case 'bolt':
      return undefined;
    case 'http':
      return error(
        'store-not-neo4j',
        `Port ${port} of ${host} is a web server, not Neo4j's Bolt port. ` +
          `Bolt is port ${BOLT_PORT} unless configured otherwise (7474 is Neo4j's browser page).`,
      );
    case 'old':
      return error(
        'store-too-old',
        `The server on port ${port} of ${host} speaks an older Bolt than Neo4j 5. Neo4j 5.26 or newer is needed.`,
      );
    case 'stranger':
      return error(
        'store-not-neo4j',
        `What listens on port ${port} of ${host} is not Neo4j${tls === 'none' ? ', or wants TLS (try neo4j+s://)' : ''}. ` +
          `Bolt is port ${BOLT_PORT} unless configured otherwise.`,
      );
    case 'silence':
      return error(
        'store-unreachable',
        `Port ${port} of ${host} takes connections and does not answer. ` +
          `Check that Neo4j has started and that this is its Bolt port.`,
        true,
      );
    case 'tls':
      return error(
        'store-unreachable',
        `No trusted TLS connection to ${display} (${finding.reason}). Without TLS use neo4j://, ` +
          `with a self-signed certificate neo4j+ssc://.`,
      );
    case 'nothing':
      return error(
        'store-unreachable',
        `Nothing answers at ${display} (${finding.reason}). Check host and port, and that Neo4j runs.`,
        true,
      );
  }
}

function placeDetail({ address, database }: Place) {
  return { uri: address.display, ...(database !== undefined && { database }) };
}
