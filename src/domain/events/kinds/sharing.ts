import { defineEvent } from '../define-event.ts';

export const sharingEvents = {
	'share.created': defineEvent('share', {}),
	'share.changed': defineEvent('share', {}),
	'share.withdrawn': defineEvent('share', {})
};
