-- Words for relations and signs. Variables: relation_words (word → {relation, reversed}), signal_words (word → kind),
-- signal_pattern (the words as one alternation, longest first).

create or replace macro relation_of(word) as getvariable('relation_words')[replace(word, ' ', '')];

-- The word itself, else the longest known word inside the cell: 完成B轮融资 is 融资.
create or replace macro signal_of(word) as
  coalesce(getvariable('signal_words')[word], getvariable('signal_words')[regexp_extract(word, getvariable('signal_pattern'))]);
