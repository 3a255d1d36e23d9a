import '@fontsource-variable/inter'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '../theme/global.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from '../api/query-client.ts'
import { startLanguage } from '../i18n/language.ts'
import { EmbedPage } from './embed-page.tsx'
import { openLink } from './open-link.ts'

/** Opens the address of this document and shows its app. */
export async function showEmbed(): Promise<void> {
  const place = document.getElementById('root')
  if (place === null) throw new Error('embed.html has no #root')
  // Once, whatever is drawn how often: the address works a single time.
  const opening = openLink(window.location.pathname.split('/').at(-1) ?? '')
  await startLanguage()
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <EmbedPage opening={opening} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
