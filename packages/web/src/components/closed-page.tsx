import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { EmptyState } from './empty-state.tsx'
import { Page } from './page.tsx'

type Props = { title: string; /** What it takes, and who can give it. */ text: string; /** What is open to the person instead. */ instead?: ReactNode }

/** A page by its address, for somebody who may not use it. */
export const ClosedPage = ({ title, text, instead }: Props) => (
  <Page title={title}>
    <EmptyState icon={IconLock} text={text} action={instead} />
  </Page>
)
