/**
 * The platforms that stand in for the real ones. They live with the tests, which need them most, and nothing of the program
 * reaches them but the demo, through this file, when it is started as one (`npm run demo`).
 */
export { startPlatforms, type Platforms } from '../../tests/support/platforms/start.ts';
export { saveAddress } from '../../tests/support/platforms/wechat-console.ts';
export { byHttp, createPhone, type Deliver } from '../../tests/support/platforms/wechat-phone.ts';
export type { Account, Shown, User, World } from '../../tests/support/platforms/world.ts';
