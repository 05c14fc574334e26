/** From where somebody acted, out of what logs have in these fields. */
import { describe, expect, it } from 'vitest';
import { Agents, addressOrigin, regionOrigin } from '../../src/sdk/origins.ts';

it.each([
  ['203.0.113.7', 'network 203.0.113.0/24'],
  ['10.1.2.3', 'network 10.1.2.0/24'],
  ['::ffff:203.0.113.7', 'network 203.0.113.0/24'],
  ['2001:DB8:1:00ff::7', 'network 2001:db8:1::/48'],
  ['2001:db8::1', 'network 2001:db8:0::/48'],
  ['::1', 'network 0:0:0::/48'],
  ['64:ff9b::203.0.113.7', 'network 64:ff9b:0::/48'],
  ['1::2:3:4:5:6:203.0.113.7', undefined],
  ['fe80::1%eth0', 'network fe80:0:0::/48'],
  ['EC2.amazonaws.com', 'service ec2.amazonaws.com'],
  ['203.0.113.007', undefined],
  ['203.0.113', undefined],
  ['AWS Internal', undefined],
  ['a=b.example.com', undefined],
  ['', undefined],
])('the address %j is %j', (text, origin) => {
  expect(addressOrigin(text)).toBe(origin);
});

it('a region is a name of letters, digits and hyphens', () => {
  expect(['eu-west-1', 'europe west', 'a=b', ''].map(regionOrigin)).toEqual(['region eu-west-1', undefined, undefined, undefined]);
});

describe('a user agent', () => {
  it.each([
    ['aws-cli/2.18.1 md/awscrt#0.22.0', 'agent aws-cli'],
    ['[S3Console/0.4, aws-internal/3]', 'agent S3Console'],
    ['APN/1.0 HashiCorp/1.0 Terraform/1.9.0', 'agent HashiCorp'],
    ['console.ec2.amazonaws.com', 'agent console.ec2.amazonaws.com'],
    ['a=b', 'agent a'],
    ['(unknown)', undefined],
    [['ghp', 'a'.repeat(36)].join('_'), undefined],
  ])('%j is %j', (text, origin) => {
    const agents = new Agents();
    expect([agents.originOf(text), agents.originOf(text)]).toEqual([origin, origin]);
  });
});
