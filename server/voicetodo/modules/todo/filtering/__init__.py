"""The language of filters: `(today | overdue) & p1 & !#Work & @phone`.

`lexer` parts a text into operators and phrases, `phrases` reads one phrase, `parser` joins them into a `tree`,
`writing` spells a tree as text again, and `binding` says what a tree means for one user at one moment. Pure: no SQL.
"""
