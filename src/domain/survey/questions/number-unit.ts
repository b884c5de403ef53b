import { plain } from '../../shared/numerals.ts';

/** What people write for one unit: whichever of a row's names a survey has, the others are taken for it. */
const SAME: readonly (readonly string[])[] = [
	['s', 'sec', 'secs', 'second', 'seconds', '秒', '秒钟', '秒鐘'],
	['m', 'min', 'mins', 'minute', 'minutes', '分', '分钟', '分鐘'],
	['h', 'hr', 'hrs', 'hour', 'hours', '小时', '小時', '个小时', '個小時', '钟头', '个钟头'],
	['d', 'day', 'days', '天', '日'],
	['w', 'wk', 'wks', 'week', 'weeks', '周', '週', '星期', '个星期', '礼拜'],
	['mo', 'mth', 'month', 'months', '月', '个月', '個月'],
	['y', 'yr', 'yrs', 'year', 'years', '年'],
	['x', 'time', 'times', '次', '回', '遍', '趟'],
	['person', 'persons', 'people', '人', '个人', '位', '名'],
	['piece', 'pieces', 'pc', 'pcs', 'item', 'items', '个', '件', '个数'],
	['%', 'percent', 'per cent', 'pct', '百分比'],
	['m', 'metre', 'metres', 'meter', 'meters', '米'],
	['km', 'kilometre', 'kilometres', 'kilometer', 'kilometers', '公里', '千米'],
	['kg', 'kilo', 'kilos', 'kilogram', 'kilograms', '公斤', '千克'],
	['$', 'usd', 'us$', 'dollar', 'dollars', 'us dollar', 'us dollars', '美元', '美金', '刀'],
	['$', 'hkd', 'hk$', 'hong kong dollar', 'hong kong dollars', '港元', '港币'],
	['$', 'sgd', 's$', 'singapore dollar', 'singapore dollars', '新加坡元', '新币'],
	['$', 'aud', 'a$', 'au$', 'australian dollar', 'australian dollars', '澳元'],
	['$', 'cad', 'c$', 'ca$', 'canadian dollar', 'canadian dollars', '加元'],
	['$', 'twd', 'nt$', '新台币', '新臺幣'],
	['€', 'eur', 'euro', 'euros', '欧元'],
	['£', 'gbp', 'pound', 'pounds', '英镑'],
	['¥', 'cny', 'rmb', 'cn¥', 'yuan', 'renminbi', '元', '块', '块钱', '人民币', '人民币元'],
	['¥', 'jpy', 'jp¥', 'yen', '円', '日元', '日圆']
];

/** Of a word that is cut short so, nobody knows whether it is the unit: 5 mil(es), 5 mil(lion). */
const MAGNITUDES = new Set(['mil', 'mill', 'mio', 'mln', 'bil', 'tri', 'tho', 'thou']);

/** Without a final point, and with one name for what differs in case or in the number of spaces. */
const nameOf = (text: string): string => plain(text).toLowerCase().replace(/\.$/, '').trim();

/** May somebody have meant this unit? */
function isUnit(written: string, unit: string): boolean {
	if (written === unit || written === `${unit}s` || `${written}s` === unit) return true;
	// A survey's `m` by itself may be minutes or metres; what it is called in the other language says which.
	if (unit !== 'm' && SAME.some((names) => names.includes(written) && names.includes(unit))) return true;
	return /^\p{Script=Latin}{3,}$/u.test(written) && unit.startsWith(written) && !MAGNITUDES.has(written);
}

/** What stands before and behind the figures, with the sign where somebody put it: -$5, $-5. */
const PARTS = /^([+-]?) ?([^\d+-]*?):? ?([+-]? ?[.,]?\d(?:.*\d)?[.,]?)([^\d]*)$/;

/**
 * Without the unit that somebody may write along, before the number or behind it, as it is called or as people shorten it: 15
 * minutes, 15min, ¥20, 20元.
 * @param text plain (`plain`)
 * @param units what the unit is called in the languages of the survey
 * @returns what is left; the text as it is when something else stands there, and when nothing but the unit does
 */
export function withoutUnit(text: string, units: readonly string[]): string {
	const names = units.map(nameOf).filter((name) => name !== '');
	if (names.length === 0) return text;
	const [, sign, before, figures, behind] = PARTS.exec(text) ?? [];
	const isUnitOrNothing = (part: string) => part === '' || names.some((name) => isUnit(part, name));
	if (figures !== undefined && [before!, behind!].map(nameOf).every(isUnitOrNothing)) return `${sign}${figures}`;
	// As it is called, whatever that is: per 100 g.
	const lower = text.toLowerCase();
	for (const name of names) {
		if (lower.length <= name.length) continue;
		if (lower.endsWith(name)) return withoutUnit(text.slice(0, -name.length).trim(), units);
		if (lower.startsWith(name)) return withoutUnit(text.slice(name.length).trim(), units);
	}
	return text;
}
