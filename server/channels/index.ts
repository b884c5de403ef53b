/** How a survey gets to people; which channels there are stands in `domain/survey/channels`, which platforms in `all-ports.ts`. */
export { pageUrl } from './page-url.ts';
export { qrCode, qrFormats, type QrFormat, type QrImage } from './qr-code.ts';
export { channelKinds, channelPorts, portOf, type ChannelKind } from './all-ports.ts';
export type {
	Account,
	ChannelPort,
	FieldGroup,
	Hook,
	Limit,
	Push,
	Refusal,
	Refused,
	Reply,
	Text,
	Trigger
} from './port.ts';
export type { Failed, Outcome, Scope } from './outcome.ts';
export { createPlatformHttp, type Picture, type PlatformHttp } from './platform-http.ts';
export {
	createWechatApi,
	stableToken,
	type IssuedToken,
	type Menu,
	type Template,
	type Tokens as PlatformTokens,
	type WechatApi
} from './wechat/api.ts';
export { createMiniProgramApi, SCENE, type MiniProgramApi } from './wechat/mini-api.ts';
export { MOST_MINI_NOTICES } from './wechat/subscriptions.ts';
export { MOST_MINI_LINKS, miniPageOf } from './wechat/mini-program.ts';
export { pageSignature } from './wechat/page-signature.ts';
export { MOST_CODES, MOST_TEMPLATES } from './wechat.ts';
export { wrongValues } from './wechat/template-values.ts';
export { createWecomApi, wecomToken, type CustomerResult, type LinkCard, type WecomApi } from './wecom/wecom-api.ts';
export { DOMAIN_FILE } from './domain-file.ts';
