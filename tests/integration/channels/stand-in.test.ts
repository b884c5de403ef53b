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

	it('is told what to do from outside where that was asked for, and else not', async () => {
		const start = new Date('2026-03-02T09:00:00.000Z');
		const platforms = await startPlatforms({ start, control: true });
		const { world, wechatBase } = platforms;
		const control = async (path: string, body?: object) => {
			const answer = await fetch(`${wechatBase}/_ctl/${path}`, {
				...(body && { method: 'POST', body: JSON.stringify(body) })
			});
			return { status: answer.status, json: (await answer.json()) as unknown };
		};
		expect((await control('advance', { ms: 60_000 })).json).toEqual({ now: '2026-03-02T09:01:00.000Z' });
		await control('faults', { path: '/cgi-bin/', times: 1, does: 'busy' });
		const token = () => fetch(`${wechatBase}/cgi-bin/stable_token`, { method: 'POST' }).then((answer) => answer.json());
		expect(await token()).toMatchObject({ errcode: -1 });
		expect(await token()).toMatchObject({ errcode: 43002 });
		expect((await control('log')).json).toEqual(Array(2).fill('POST /cgi-bin/stable_token'));
		expect((await control('act', { do: 'follow' })).status).toBe(409);
		// An account that pushes to nobody: three tries, and then WeChat says so to the person.
		world.addAccount({ serverUrl: `${wechatBase}/_ctl/nowhere` });
		const { json } = await control('act', { do: 'say', user: 'oFAKEalice', text: '你好' });
		expect(json).toEqual({ user: 'oFAKEalice', shown: [{ kind: 'out_of_order' }] });
		expect((await control('inbox/oFAKEalice')).json).toEqual([{ kind: 'out_of_order' }]);
		expect((await control('act', { do: 'scan', user: 'oFAKEalice', url: 'http://weixin.qq.com/q/none' })).status).toBe(
			400
		);
		await platforms.close();

		const closed = await startPlatforms();
		expect((await (await fetch(`${closed.wechatBase}/_ctl/log`)).json()) as unknown).toMatchObject({ errcode: 41001 });
		await closed.close();
	});

	it('is seeded, says what a program did wrong, and begins anew', async () => {
		const platforms = await startPlatforms({ start: new Date('2026-03-02T09:00:00.000Z'), control: true });
		const { world, wechatBase } = platforms;
		const control = async (path: string, body?: object) =>
			(
				await fetch(`${wechatBase}/_ctl/${path}`, { ...(body && { method: 'POST', body: JSON.stringify(body) }) })
			).json() as Promise<Record<string, unknown>>;
		const seeded = await control('seed', {
			accounts: [{ rights: ['custom'] }],
			users: [{ openid: 'oFAKEbob', follows: true }]
		});
		const [account] = seeded.accounts as { appId: string; appSecret: string }[];
		expect(seeded.users).toEqual(['oFAKEbob']);
		expect(world.users.get('oFAKEbob')).toMatchObject({ follows: true });
		const token = () =>
			fetch(`${wechatBase}/cgi-bin/stable_token`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					...{ grant_type: 'client_credential', appid: account!.appId, secret: account!.appSecret },
					force_refresh: false
				})
			});
		await token();
		expect(await control('assert')).toEqual({ wrong: [] });
		await token();
		expect(await control('assert')).toEqual({ wrong: [`${account!.appId}: 2 tokens within two hours`] });
		expect(await control('push-faults', { does: ['duplicate', 'gone'] })).toEqual({ wrong: 'no such fault: gone' });
		await control('reset', {});
		expect(await control('assert')).toEqual({ wrong: [] });
		expect([world.accounts.size, world.users.size]).toEqual([0, 0]);
		expect(await control('log')).toEqual([]);
		await platforms.close();
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
