// Written for browsers that are too old for the work screens: it tells them so. Words and language stand at the script.
(function () {
	var script = document.currentScript;
	var isNew =
		typeof Promise === 'function' &&
		'withResolvers' in Promise &&
		'toWellFormed' in String.prototype &&
		window.CSS &&
		CSS.supports('color', 'color-mix(in srgb, red, blue)');
	if (isNew || !script) return;
	var note = document.createElement('p');
	note.setAttribute('role', 'alert');
	note.setAttribute(
		'style',
		'position:fixed;z-index:999;left:0;right:0;top:0;margin:0;padding:14px 20px;background:#fbeae7;color:#8f1a11;font:16px/1.5 sans-serif;text-align:center'
	);
	note.appendChild(document.createTextNode(script.getAttribute('data-words')));
	document.body.appendChild(note);
})();
