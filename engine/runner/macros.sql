-- Engine functions that models use; a move to another engine replaces this file.
create or replace macro scaled(x, low, high) as greatest(0, least(1, (x - low) / (high - low)));
