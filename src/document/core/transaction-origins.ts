/**
 * Who or what wrote a transaction. Undo takes back one person's; the collaboration client tells its own from those
 * that came over the wire by their origin being the provider.
 */
export type Origin = 'wayfelt:seed' | 'wayfelt:upgrade' | 'wayfelt:carry' | 'wayfelt:api' | PersonOrigin;
export type PersonOrigin = `wayfelt:person:${string}`;

export const personOrigin = (userId: string): PersonOrigin => `wayfelt:person:${userId}`;

export const isOrigin = (value: unknown): value is Origin => typeof value === 'string' && value.startsWith('wayfelt:');
