/** Policy evaluation: what may be asked of it, and in which shapes. */
export * from './aws/policy.ts';
export * from './aws/arn.ts';
export * from './aws/arn-overlap.ts';
export * from './aws/pattern.ts';
export * from './aws/document.ts';
export * from './aws/grants.ts';
export * from './aws/decide.ts';
export * from './aws/actions.ts';
export * from './aws/escalation-catalogue/index.ts';
