/**
 * The lab as one HTML file: what stands around its code and its notebook. Plain JavaScript, since the build makes the
 * first one (scripts/labFile.mjs) and a file makes the next of itself.
 */

/**
 * @param {{ policy: string, style: string, script: string }} parts a policy that names the hashes of the other two
 * @returns {string} HTML without a notebook
 */
export const templateOf = ({ policy, style, script }) =>
	`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rankscope</title>
<style data-app>${style}</style>
<script type="application/json" id="notebook">{}</script>
</head>
<body>
<main id="content"></main>
<noscript><p>JavaScript</p></noscript>
<script data-app>${script}</script>
</body>
</html>
`;
