type Told = (answer: { err_msg: string }) => void;

/**
 * What WeChat gives a page in its browser, as far as our page and WeChat's own script ask for it. Everything that it is asked
 * for is granted; that the real one refuses a wrong signature the phone does not show.
 */
export function giveBridge(page: Window, close: () => void): void {
	const bridge = {
		call: (name: string): void => void (name === 'closeWindow' && close()),
		invoke(name: string, _asked: unknown, told?: Told): void {
			if (name === 'closeWindow') close();
			told?.({ err_msg: `${name === 'preVerifyJSAPI' ? 'config' : name}:ok` });
		},
		on: (): void => {}
	};
	Object.assign(page, { WeixinJSBridge: bridge });
	page.document.dispatchEvent(new Event('WeixinJSBridgeReady'));
}
