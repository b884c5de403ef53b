import { expect, it } from 'vitest';
import { addressOf } from './history-view.ts';

it.each([
	[{}, '/here'],
	[{ version: undefined, with: '', cursor: null }, '/here'],
	[{ version: 'a' }, '/here?version=a'],
	[{ version: 'a', cursor: 'MjAy|' }, '/here?version=a&cursor=MjAy%7C'],
	[{ version: 'a', with: 'b', cursor: 'c' }, '/here?version=a&with=b&cursor=c'],
	[{ cursor: 'c' }, '/here?cursor=c']
])('what is shown, %o, has the address %s', (shown, address) => expect(addressOf('/here', shown)).toBe(address));
