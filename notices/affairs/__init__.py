"""What happens to an applicant's affair after the telling: visits, decisions, deadlines, and the thread of it all."""
