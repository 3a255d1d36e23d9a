import type {} from 'react'

// Loaded as a page of its own is: what both need at first stays one file, and neither waits for the other's.
const { showEmbed } = await import('./show-embed.tsx')
await showEmbed()
