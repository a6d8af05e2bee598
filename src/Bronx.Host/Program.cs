Console.WriteLine("BronxBot");
return 0;
