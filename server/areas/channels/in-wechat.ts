/** WeChat and not WeCom, which has its own accounts. A hint, and nothing more. */
export const isWechat = (userAgent: string): boolean =>
	/MicroMessenger\//i.test(userAgent) && !/wxwork\//i.test(userAgent);
