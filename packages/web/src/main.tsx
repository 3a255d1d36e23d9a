import '@fontsource-variable/inter'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './theme/global.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from './api/query-client.ts'
import { startLanguage } from './i18n/language.ts'
import { makeRouter } from './router.tsx'
import { Look } from './theme/look.tsx'

const queryClient = makeQueryClient()
const router = makeRouter(queryClient)
const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')

await startLanguage()
createRoot(place).render(
  <StrictMode>
    <Look>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Look>
  </StrictMode>,
)
