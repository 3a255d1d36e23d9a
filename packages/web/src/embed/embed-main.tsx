// Loaded as a page of its own is: what both need at first stays one file, and neither waits for the other's.
void import('./show-embed.tsx').then(({ showEmbed }) => showEmbed())
