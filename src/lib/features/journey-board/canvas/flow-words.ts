import type { AriaLabelConfig } from '@xyflow/svelte';
import { m } from '#lib/paraglide/messages.js';

/** What the canvas library says to screen readers, in the person's language instead of English. */
export const flowWords = (): Partial<AriaLabelConfig> => ({
	'node.a11yDescription.default': m.board_keys_hint(),
	'node.a11yDescription.keyboardDisabled': m.board_keys_hint(),
	'node.a11yDescription.ariaLiveMessage': () => '',
	'edge.a11yDescription.default': m.board_keys_hint(),
	'controls.ariaLabel': m.board_view(),
	'controls.zoomIn.ariaLabel': m.board_zoom_in(),
	'controls.zoomOut.ariaLabel': m.board_zoom_out(),
	'controls.fitView.ariaLabel': m.board_fit(),
	'controls.interactive.ariaLabel': m.board_view(),
	'minimap.ariaLabel': m.board_minimap(),
	'handle.ariaLabel': m.board_path_end()
});
