/** How changes to try out are written, and what of it is refused. */
import { expect, it } from 'vitest';
import { readAlterations } from '../../src/sdk/index.ts';

const nothing = { disable: [], cut: [], add: [] };
const refused = (given: Partial<Parameters<typeof readAlterations>[0]>) =>
  expect(() => readAlterations({ ...nothing, ...given })).toThrow(expect.objectContaining({ code: 'bad-request' }) as Error);

it('reads relationships with and without a kind, and with a level', () => {
  expect(readAlterations({ disable: ['x'], cut: ['a b', ' a  CAN_ASSUME b '], add: ['a CAN_ACCESS b', 'a CAN_ACCESS b list'] })).toEqual({
    disable: ['x'],
    cut: [{ from: 'a', to: 'b' }, { kind: 'CAN_ASSUME', from: 'a', to: 'b' }],
    add: [{ kind: 'CAN_ACCESS', from: 'a', to: 'b' }, { kind: 'CAN_ACCESS', from: 'a', to: 'b', level: 'list' }],
  });
});

it('refuses what is no relationship', () => {
  refused({ cut: ['a'] });
  refused({ cut: ['a OWNS b'] });
  refused({ cut: ['a CAN_ACCESS b list'] });
  refused({ add: ['a b'] });
  refused({ add: ['a CAN_ACCESS b all'] });
  refused({ add: ['a CAN_ACCESS b list more'] });
});
