import type { EndpointExpectation } from '@atrium/documents'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withBounds } from './new-expectation.ts'

type Between = Extract<EndpointExpectation, { kind: 'between' }>
type Props = { expectation: Between; onChange: (expectation: Between) => void }

/** From where to where values may go: numbers, days or moments. */
export function BoundsFields({ expectation, onChange }: Props) {
  const { t } = useTranslation()
  // As typed: "1." is on its way to 1.5.
  const [texts, setTexts] = useState({ least: String(expectation.least ?? ''), most: String(expectation.most ?? '') })
  const bound = (name: 'least' | 'most') => (
    <TextInput
      size="xs"
      w={140}
      label={t(`endpointTests.${name}`)}
      value={texts[name]}
      onChange={(event) => {
        const next = { ...texts, [name]: event.currentTarget.value }
        setTexts(next)
        onChange(withBounds(expectation, next))
      }}
    />
  )
  return (
    <>
      {bound('least')}
      {bound('most')}
    </>
  )
}
