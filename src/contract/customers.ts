import * as v from 'valibot';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';

export const IdentitySecretSchema = v.object({
	id: v.string(),
	hint: v.pipe(v.string(), v.description('Its last four letters.')),
	createdAt: Instant
});
export type IdentitySecretView = View<typeof IdentitySecretSchema>;

export const NewIdentitySecretSchema = v.object({
	id: v.string(),
	secret: v.pipe(v.string(), v.description('Shown this once.'))
});

export const DoNotContactSchema = v.object({
	total: v.pipe(v.number(), v.description('Names in the list; a customer may have several.')),
	changed: v.pipe(v.number(), v.description('Names that this changed.'))
});
export type DoNotContactView = View<typeof DoNotContactSchema>;
