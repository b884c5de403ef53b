/** Everything that a board with edits that were set aside needs, as one part, also what it opens: most boards have none. */
export { copiesSetAside } from '#document/client/copies-set-aside.ts';
export { asideKindOf } from '#lib/aside/aside-kinds.ts';
export { default as AsideDialog } from '#lib/aside/AsideDialog.svelte';
export { default as ConfirmDialog } from '#lib/ui/ConfirmDialog.svelte';
export { default as AsideNotice } from './AsideNotice.svelte';
