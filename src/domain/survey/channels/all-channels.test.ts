import { describe, expect, it } from 'vitest';
import { channelNames, channelOf, pageChannels } from './all-channels.ts';

describe.each(channelNames)('channel %s', (name) => {
	const channel = channelOf(name);

	it('goes by its own name', () => {
		expect(channel.name).toBe(name);
	});

	it('is printed only when a page can be opened', () => {
		if (channel.printable) expect(channel.opensPage).toBe(true);
	});
});

it('a question asked on the board goes out by something that opens a page, a QR code unless said otherwise', () => {
	expect(pageChannels).toContain('qr');
	for (const name of pageChannels) expect(channelOf(name).opensPage).toBe(true);
});

it('a channel that nobody knows is a fault', () => {
	for (const name of ['', 'carrier-pigeon', 'toString']) expect(() => channelOf(name)).toThrow(/no channel/);
});
