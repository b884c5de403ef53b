import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** One word for one thing: what the interface and the API call it in Chinese, and what they once called it besides. */
const ONCE: Readonly<Record<string, RegExp>> = {
	旅程图: /地图|画布|画板|看板/,
	客户留言: /评论/,
	情绪曲线: /情感曲线|心情曲线/,
	后台支撑: /后台活动|幕后/,
	未调研: /未提问|未询问/,
	'“”': /[「」『』]/
};

const root = resolve(import.meta.dirname, '../..');
const messages = readdirSync(join(root, 'messages/zh-CN')).map((name) => `messages/zh-CN/${name}`);
const routes = readdirSync(join(root, 'src/routes'), { recursive: true, encoding: 'utf8' })
	.map((name) => `src/routes/${name.replaceAll('\\', '/')}`)
	.filter((name) => name.endsWith('.ts'));

it('no name in quotation marks stands against a word in Latin letters', () => {
	const against = /”\{(metric|kind|value|n)\}/;
	expect(messages.filter((file) => against.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

describe.each(Object.entries(ONCE))('%s', (_, other) => {
	it.each(['messages', 'routes'] as const)('is called so in the %s', (where) => {
		const files = where === 'messages' ? messages : routes;
		expect(files.length).toBeGreaterThan(10);
		const found = files.flatMap((file) =>
			readFileSync(join(root, file), 'utf8')
				.split('\n')
				.filter((line) => other.test(line))
				.map((line) => `${file}: ${line.trim()}`)
		);
		expect(found).toEqual([]);
	});
});
