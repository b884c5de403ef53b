interface WeixinBridge {
	call(name: string): void;
}
const bridge = (): WeixinBridge | undefined => (window as { WeixinJSBridge?: WeixinBridge }).WeixinJSBridge;

/** Offers to close the thank-you where that is possible: inside WeChat there is a window, elsewhere a page may not close itself. */
export function offerClosing(): void {
	const done = document.querySelector<HTMLElement>('[data-close]');
	const offer = (): void => {
		if (!done || !bridge()) return;
		done.hidden = false;
		done.onclick = () => bridge()?.call('closeWindow');
	};
	if (bridge()) offer();
	else document.addEventListener('WeixinJSBridgeReady', offer, { once: true });
}
