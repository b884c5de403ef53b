/*
 * The card that is passed on when somebody shares the page in WeChat. Fetched there only, a second after the page. It asks the
 * bridge itself, as WeChat's own script would: that one is 26 kB and calls home.
 */

type Told = Readonly<Record<string, unknown>>;
interface Bridge {
	invoke(name: string, told: Told, done: (said: { readonly err_msg?: string }) => void): void;
}
interface Card {
	readonly appId: string;
	readonly timestamp: number;
	readonly nonce: string;
	readonly signature: string;
	readonly text: string;
	readonly link: string;
	readonly picture: string;
}

const bridge = (): Bridge | undefined => (window as { WeixinJSBridge?: Bridge }).WeixinJSBridge;
const APIS = ['updateAppMessageShareData', 'updateTimelineShareData'];

/** On iOS the address counts with which the page was opened; it stays the same here. */
const url = location.href.split('#')[0]!;

async function offer(): Promise<void> {
	const answer = await fetch(`/s/${location.pathname.split('/')[2]}/card?url=${encodeURIComponent(url)}`);
	if (answer.status !== 200) return;
	const { appId, timestamp, nonce, signature, text, link, picture } = (await answer.json()) as Card;
	const proof = {
		appId,
		verifyAppId: appId,
		verifySignType: 'sha1',
		verifyTimestamp: String(timestamp),
		verifyNonceStr: nonce,
		verifySignature: signature
	};
	const card = { title: document.title, desc: text, link, imgUrl: picture, ...proof };
	bridge()!.invoke(
		'preVerifyJSAPI',
		{ verifyJsApiList: APIS, verifyOpenTagList: [], ...proof },
		({ err_msg: said }) => {
			if (!said?.endsWith(':ok')) return;
			for (const name of APIS) bridge()!.invoke(name, card, () => {});
		}
	);
}

if (bridge()?.invoke) void offer();
else document.addEventListener('WeixinJSBridgeReady', () => bridge()?.invoke && void offer(), { once: true });
