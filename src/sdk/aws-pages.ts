/** Whether AWS exports that come in pages (IsTruncated, Marker) are whole: which accounts still miss a page. */
import type { JsonItem } from './json.ts';

/** Fields by which the answers of one service or another say that a page is not the last. */
export const AWS_PAGE_FIELDS: readonly string[] = ['IsTruncated', 'NextToken', 'nextToken', 'NextMarker', 'PaginationToken', 'ContinuationToken'];

/** Whether the value of such a field says so: true, or a token. */
export function saysMore(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value !== '');
}

/** A page without anything of an account goes on with the accounts of the page before. */
export interface AwsPage {
  /** Accounts, or scopes where an importer has several for each. */
  readonly accounts: Set<string>;
  truncated: boolean;
}

export class AwsPages {
  readonly #pages = new Map<string, AwsPage>();

  /** The page that an item is on: its document, and what is around the last `within` parts of its path. */
  of(item: JsonItem, within: number): AwsPage {
    const key = `${item.document} ${item.path.slice(0, item.path.length - within).join('/')}`;
    const page = this.#pages.get(key) ?? { accounts: new Set<string>(), truncated: false };
    this.#pages.set(key, page);
    return page;
  }

  /** Accounts whose last page says that there are more; `open` also when such a page names no account at all. */
  unfinished(): { readonly accounts: ReadonlySet<string>; readonly open: boolean } {
    const unfinished = new Set<string>();
    let current: ReadonlySet<string> = new Set();
    let last = false;
    for (const page of this.#pages.values()) {
      if (page.accounts.size > 0) current = page.accounts;
      for (const account of current) {
        if (page.truncated) unfinished.add(account);
        else unfinished.delete(account);
      }
      last = page.truncated;
    }
    return { accounts: unfinished, open: last || unfinished.size > 0 };
  }
}
