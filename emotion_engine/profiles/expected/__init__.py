"""How natives may be expected to say a sentence that none of them has recorded."""
