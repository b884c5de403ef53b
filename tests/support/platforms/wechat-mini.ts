import QRCode from 'qrcode';
import { has, wrong, type Drawn, type Json } from './wechat-api.ts';
import type { Account, World } from './world.ts';

/** What a mini program may ask for: the same host, another account. */

const DAY = 24 * 3_600_000;
const VERSIONS = ['release', 'trial', 'develop'];

/** An image where it went well, and JSON where it did not. */
export async function miniCode(world: World, account: Account, json: Json): Promise<Json | Drawn> {
	if (!account.rights.has('wxacode')) return wrong(48001, 'api unauthorized');
	const { scene, page, check_path: checksPath, env_version: version, width } = json;
	if (!has(json, 'scene', 'page', 'check_path', 'env_version', 'width')) return wrong(40097, 'invalid args');
	if (typeof scene !== 'string' || scene === '' || scene.length > 32)
		return wrong(40169, 'invalid length for scene, or the data is not json string');
	// `&` is in the documents, and refused all the same.
	if (!/^[0-9A-Za-z!#$'()*+,/:;=?@\-._~]+$/.test(scene)) return wrong(40129, 'invalid scene');
	if (typeof page !== 'string' || page.startsWith('/') || (checksPath !== false && !account.pages.includes(page)))
		return wrong(41030, 'invalid page');
	if (typeof width !== 'number' || width < 280 || width > 1280 || !VERSIONS.includes(String(version)))
		return wrong(40097, 'invalid args');
	world.miniCodes.push({ appId: account.appId, scene, page });
	// Of real ones only WeChat knows what is in them; this one shows it to whoever reads it.
	const picture = await QRCode.toBuffer(`mini:${account.appId}/${page}?scene=${scene}`, { width, margin: 4 });
	return { contentType: 'image/png', picture };
}

export function miniLink(world: World, account: Account, json: Json): Json {
	if (!account.rights.has('urllink')) return wrong(40002, 'invalid grant_type');
	const { path, query, expire_type: type, expire_interval: days, env_version: version } = json;
	if (!has(json, 'path', 'query', 'expire_type', 'expire_interval', 'env_version')) return wrong(40097, 'invalid args');
	if (account.pages.length === 0) return wrong(85079, 'miniprogram has no online release');
	if (typeof path !== 'string' || path.includes('?') || !account.pages.includes(path))
		return wrong(40165, 'invalid weapp pagepath');
	if (typeof query !== 'string' || query.length > 1024 || !/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]*$/.test(query))
		return wrong(40212, 'invalid query');
	if (type !== 1 || typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > 30)
		return wrong(85401, 'time limit between 1min and 1year');
	if (!VERSIONS.includes(String(version))) return wrong(85402, 'invalid env_version');
	const url = `https://wxaurl.cn/${world.next('fake')}`;
	world.miniLinks.set(url, { appId: account.appId, path, query, until: world.now().getTime() + days * DAY });
	return { errcode: 0, errmsg: 'ok', url_link: url };
}
