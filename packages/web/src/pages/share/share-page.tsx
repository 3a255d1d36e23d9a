import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { shareLinkQuery } from '../../api/share-links.ts'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { useGo } from '../../components/use-go.ts'
import { useRouteParam } from '../../components/use-route-param.ts'

/** `/share/…`: goes on to where a short link leads. */
export function SharePage() {
  const { t } = useTranslation()
  const link = useQuery(shareLinkQuery(useRouteParam('link')))
  return (
    <PageBoundary
      query={link}
      title={t('share.title')}
      failed={t('share.failed')}
      back={{ label: t('shell.start'), href: '/' }}
      skeleton={<Skeleton height={320} m="md" />}
    >
      {({ path, params }) => <GoOn href={path + params} />}
    </PageBoundary>
  )
}

function GoOn({ href }: { href: string }) {
  const go = useGo()
  useEffect(() => go(href, { replace: true }), [go, href])
  return <Skeleton height={320} m="md" />
}
