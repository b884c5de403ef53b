/**
 * What the fields of a template message may hold, by the kind that begins their name; WeChat refuses the whole message for one
 * of them (47003). Counted in letters as people see them.
 * @see https://developers.weixin.qq.com/doc/service/guide/product/template_message/Template_Message_Operation_Specifications.html
 */
const KINDS: Readonly<Record<string, { readonly most: number; readonly pattern: RegExp }>> = {
	thing: { most: 20, pattern: /^[^\n\r]+$/u },
	number: { most: 32, pattern: /^\d+(\.\d+)?$/ },
	letter: { most: 32, pattern: /^[A-Za-z]+$/ },
	symbol: { most: 5, pattern: /^[^\p{L}\p{N}\s]+$/u },
	character_string: { most: 32, pattern: /^[\x20-\x7e]+$/ },
	phrase: { most: 5, pattern: /^\p{Script=Han}+$/u },
	time: { most: 32, pattern: /^[\d\s:~年月日/.-]+$/ },
	date: { most: 32, pattern: /^[\d\s:~年月日/.-]+$/ },
	amount: { most: 12, pattern: /^[¥$€]?\d{1,10}(\.\d{1,2})?元?$/ },
	phone_number: { most: 17, pattern: /^[\d+() -]+$/ },
	car_number: { most: 8, pattern: /^[\p{Script=Han}A-Z\d]+$/u },
	name: { most: 20, pattern: /^(\p{Script=Han}{1,10}|[^\p{Script=Han}\d\n]{1,20})$/u },
	// Of the older subscription messages, which have two fields of their own.
	title: { most: 15, pattern: /^[^\n\r]+$/u },
	content: { most: 200, pattern: /^[^\n\r]+$/u },
	// One of those that were approved; which, only WeChat knows.
	const: { most: 20, pattern: /^[^\n\r]+$/u }
};

/** Names of fields whose value WeChat would refuse. */
export const wrongValues = (data: Readonly<Record<string, string>>): string[] =>
	Object.entries(data).flatMap(([name, value]) => {
		const [, kind] = /^([a-z_]+?)\d*$/.exec(name) ?? [];
		const rule = kind !== undefined && Object.hasOwn(KINDS, kind) ? KINDS[kind]! : undefined;
		return rule && [...value].length <= rule.most && rule.pattern.test(value) ? [] : [name];
	});
