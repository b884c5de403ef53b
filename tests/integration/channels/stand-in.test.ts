import { afterEach, describe, expect, it, vi } from 'vitest';
import { startPlatforms } from '../../support/platforms/start.ts';

afterEach(() => vi.unstubAllEnvs());

describe('what stands in for WeChat', () => {
	it('refuses to run in production, but in the demo', async () => {
		vi.stubEnv('NODE_ENV', 'production');
		vi.stubEnv('DEMO', '');
		await expect(startPlatforms()).rejects.toThrow('in tests and in the demo only');
		vi.stubEnv('DEMO', '1');
		const platforms = await startPlatforms();
		expect(new URL(platforms.wechatBase).hostname).toBe('127.0.0.1');
		await platforms.close();
		await expect(fetch(platforms.wechatBase)).rejects.toThrow();
	});

	it('has a clock of its own, which in the demo goes on by itself', async () => {
		const start = new Date('2026-03-02T09:00:00.000Z');
		const [still, running] = await Promise.all([startPlatforms({ start }), startPlatforms({ start, running: true })]);
		await vi.waitFor(() => expect(running.world.now().getTime()).toBeGreaterThan(start.getTime()));
		running.world.advance(60_000);
		expect(running.world.now().getTime()).toBeGreaterThan(start.getTime() + 60_000);
		expect(still.world.now()).toEqual(start);
		await Promise.all([still.close(), running.close()]);
	});
});
