import type { Windows } from './repo/people.ts';

const MINUTE = 60_000;

/**
 * How often WeChat lets customer service write: five times within two days of what somebody wrote, three times within a
 * minute of a scan, a follow or a tap, counted apart.
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Service_Center_messages.html
 */
export const windows: Windows = { said: { times: 5, ms: 48 * 60 * MINUTE }, acted: { times: 3, ms: MINUTE } };
