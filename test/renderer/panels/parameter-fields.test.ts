/** Forms made of the queries' own parameters: every query there is gets a field for each, and what is typed passes its check. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { queries } from '../../../src/catalogue/index.ts';
import { parameterFields, readField, showField, type ParameterField } from '../../../src/renderer/panels/table/parameter-fields.ts';

const fieldsOf = (parameters: z.ZodType) => parameterFields(z.toJSONSchema(parameters, { io: 'input' }) as Record<string, unknown>);
const field = (parameters: z.ZodType, name = 'x'): ParameterField => fieldsOf(z.object({ [name]: parameters }))[0]!;

describe('fields', () => {
  it.each(queries().map((query) => [query.id, query] as const))('of %s: one for each parameter', (_id, query) => {
    const { shape } = query.parameters as unknown as { shape: Record<string, z.ZodType> };
    expect(fieldsOf(query.parameters).map(({ name }) => name)).toEqual(Object.keys(shape));
  });

  it.each([
    [z.string(), { type: 'text', required: true }],
    [z.number().int().min(1).max(9).default(3), { type: 'integer', required: false, initial: 3, minimum: 1, maximum: 9 }],
    [z.boolean().default(false), { type: 'boolean', required: false, initial: false }],
    [z.boolean().optional(), { type: 'yes-no', required: false }],
    [z.enum(['a', 'b']).optional(), { type: 'choice', choices: ['a', 'b'], required: false }],
    [z.array(z.string()).min(1), { type: 'texts', required: true }],
    [z.string().nullable(), { type: 'text', required: true }],
    [z.string().describe('Id of the thing that reaches'), { type: 'thing', required: true }],
    [z.string().optional().describe('Only this identity, by its id'), { type: 'thing', required: false }],
    [z.array(z.string()).default([]).describe('Ids of things that are gone'), { type: 'things', required: false }],
    [z.array(z.string()).describe('Idle hours'), { type: 'texts', required: true }],
    [z.array(z.enum(['a', 'b'])).optional(), { type: 'choices', choices: ['a', 'b'], required: false }],
  ] as const)('are of the kind their schema says: %#', (parameters, expected) => {
    expect(field(parameters)).toMatchObject(expected);
  });

  it('that take ids of things are asked for as such, of whichever query', () => {
    const typesOf = (id: string) => Object.fromEntries(fieldsOf(queries().find((query) => query.id === id)!.parameters).map(({ name, type }) => [name, type]));
    expect(typesOf('why')).toMatchObject({ source: 'thing', target: 'thing', relationships: 'choices' });
    expect(typesOf('blast-radius')).toMatchObject({ seeds: 'things', labels: 'choices', kinds: 'texts' });
    expect(typesOf('minimum-cut')).toMatchObject({ seeds: 'things', targets: 'things', costs: 'texts' });
    expect(typesOf('what-if')).toMatchObject({ seeds: 'things', disable: 'things', cut: 'texts', add: 'texts' });
    expect(typesOf('operation-performers')).toMatchObject({ action: 'text', target: 'thing' });
  });

  it('leaves out what no form can ask for', () => {
    expect(fieldsOf(z.object({ deep: z.object({ a: z.string() }).optional(), flat: z.string() })).map(({ name }) => name)).toEqual(['flat']);
  });
});

describe('what was typed', () => {
  it.each([
    [z.string(), ' arn:aws:x ', 'arn:aws:x'],
    [z.number().int(), '12', 12],
    [z.boolean().optional(), 'false', false],
    [z.array(z.string()), 'a, b\nc', ['a', 'b', 'c']],
    [z.number().int(), '  ', undefined],
    [z.array(z.string()), '', undefined],
    [z.array(z.string()), 'a MEMBER_OF b\nCN=x,DC=y', ['a MEMBER_OF b', 'CN=x,DC=y']],
    [z.array(z.string()).describe('Ids of things'), 'CN=x, DC=y\nb', ['CN=x, DC=y', 'b']],
  ] as const)('is read as the query takes it: %#', (parameters, typed, read) => {
    expect(readField(field(parameters), typed)).toEqual(read);
  });

  it.each([[['a', 'b']], [7], [true], ['text']])('is shown again as it is read: %j', (value) => {
    const of = Array.isArray(value) ? z.array(z.string()) : typeof value === 'number' ? z.number() : typeof value === 'boolean' ? z.boolean() : z.string();
    expect(readField(field(of), showField(value))).toEqual(value);
  });
});
