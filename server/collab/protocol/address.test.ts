import { expect, it } from 'vitest';
import { isId } from '#domain/shared/ids.ts';
import { readAddress } from './address.ts';
import { isOwnOrigin } from '../socket/own-origin.ts';
import { scratchId } from '../../documents/scratch.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

it('reads the address and what the client says about itself', () => {
	expect(readAddress(`/collab/journey/${ID}`)).toEqual({ kind: 'journey', id: ID, schema: null, epoch: null });
	expect(readAddress(`/collab/journey/${ID}?schema=3&epoch=2`)).toEqual({
		kind: 'journey',
		id: ID,
		schema: 3,
		epoch: 2
	});
	expect(readAddress(`/collab/journey/${ID}?schema=x&epoch=-1`)).toMatchObject({ schema: null, epoch: null });
	expect(readAddress('/collab/scratch/any%20name-1')).toMatchObject({ kind: 'scratch', id: 'any%20name-1' });
});

it.each([
	'/',
	'/collab',
	'/collab/journey',
	`/collab/Journey/${ID}`,
	'/collab/journey/1',
	`/collab/journey/${ID}/x`,
	'/collab/journey/../x',
	'//',
	undefined
])('%s is none', (url) => expect(readAddress(url)).toBeNull());

it('makes a UUID of any scratch name, always the same', () => {
	expect(isId(scratchId('a'))).toBe(true);
	expect(scratchId('a')).toBe(scratchId('a'));
	expect(scratchId('a')).not.toBe(scratchId('b'));
});

it.each([
	[undefined, 'http://own:3000', true],
	['http://own:3000', 'http://own:3000', true],
	['http://own:3000.evil', 'http://own:3000', false],
	['https://own:3000', 'http://own:3000', false],
	['null', 'http://own:3000', false],
	['http://any:3000', null, true],
	['http://other:3000', null, false],
	['null', null, false]
])('a page of %s at %s: %s', (origin, own, expected) => {
	expect(isOwnOrigin({ url: '/', headers: { host: 'any:3000', ...(origin && { origin }) } }, own)).toBe(expected);
});
