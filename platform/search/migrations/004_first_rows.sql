-- The first rows that hold some words are looked up in the index, however many rows there are.
{word_index_begun};
