import { createHash } from 'node:crypto';

/**
 * By which WeChat knows that an account may do something on a page: names in lower case, in this order, values as they are.
 * @param url of the page, without what follows a #
 * @see https://developers.weixin.qq.com/doc/service/guide/h5/jssdk.html
 */
export const pageSignature = (ticket: string, nonce: string, timestamp: number, url: string): string =>
	createHash('sha1').update(`jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timestamp}&url=${url}`).digest('hex');
