import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { shareLinkQuery } from '../../api/share-links.ts'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { useGo } from '../../components/use-go.ts'
import { ExploreSkeleton } from './explore-skeleton.tsx'

type Props = { title: string; back: { label: string; href: string }; children: ReactNode }

/** With `?s=…` in the address the state is kept under that name: goes to the whole address before the page is shown. */
export function ShortLink(props: Props) {
  const short = useLocation({ select: (location) => new URLSearchParams(location.searchStr).get('s') })
  return short === null ? props.children : <Resolved {...props} short={short} />
}

function Resolved({ title, back, short }: Props & { short: string }) {
  const { t } = useTranslation()
  const link = useQuery(shareLinkQuery(short))
  return (
    <PageBoundary query={link} title={title} failed={t('share.failed')} back={back} skeleton={<ExploreSkeleton />}>
      {({ path, params }) => <GoOn href={path + params} />}
    </PageBoundary>
  )
}

function GoOn({ href }: { href: string }) {
  const go = useGo()
  useEffect(() => go(href, { replace: true }), [go, href])
  return <ExploreSkeleton />
}
