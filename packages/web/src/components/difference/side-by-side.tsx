import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './difference.module.css'

/** What was and what is, beside each other; below each other where there is no room. */
export function SideBySide({ before, after }: { before: ReactNode; after: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={classes['sides']}>
      {[
        { title: t('difference.before'), content: before },
        { title: t('difference.after'), content: after },
      ].map(({ title, content }) => (
        <section key={title} aria-label={title} className={classes['side']}>
          <Title order={3} size="h6" mb={6}>
            {title}
          </Title>
          {content}
        </section>
      ))}
    </div>
  )
}
