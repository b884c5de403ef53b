export * from './roles.ts';
export * from './policy.ts';
export type { Acting, RoleHolder } from './permission.ts';
